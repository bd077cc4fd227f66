const worn = new Set<string>();

/**
 * Gives the page rules, once, however many views ask.
 *
 * A constructed sheet, not a `<style>` element: that is refused where the page's Content-Security-Policy allows no inline
 * styles, as on the static site.
 */
export function wear(rules: string): void {
  if (worn.has(rules)) return;
  worn.add(rules);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules);
  document.adoptedStyleSheets.push(sheet);
}

/** The looks of a view: the page's own colours, JupyterLab's where it has them. */
export const style = `
.an-view { color: var(--jp-content-font-color1, CanvasText); font: 13px/1.4 var(--jp-ui-font-family, system-ui, sans-serif); padding: 4px 2px; container-type: inline-size; }
.an-head, .an-tools, .an-grids, .an-body { display: flex; flex-wrap: wrap; gap: 8px 20px; align-items: flex-start; }
.an-head { justify-content: space-between; align-items: center; margin-bottom: 6px; }
.an-tools { gap: 6px; }
.an-body { flex-direction: column; gap: 6px; margin-top: 4px; align-items: stretch; }
.an-view button, .an-view select { font: inherit; color: inherit; background: var(--jp-layout-color2, ButtonFace); border: 1px solid var(--jp-border-color1, GrayText); border-radius: 3px; padding: 3px 9px; min-height: 24px; cursor: pointer; }
.an-view button:disabled { opacity: .55; cursor: default; }
.an-view button[aria-pressed=true] { border-width: 2px; font-weight: 700; }
.an-view :focus-visible { outline: 2px solid var(--jp-brand-color1, Highlight); outline-offset: 1px; }
.an-sign { align-self: center; font-size: 18px; }
.an-grid table { border-collapse: separate; border-spacing: 2px; margin: 0; }
.an-grid caption { caption-side: top; text-align: left; padding: 0 2px 2px; color: inherit; }
.an-grid td { padding: 0; border: 0; background: transparent; }
.an-view .an-grid tr, .an-view .an-grid tr:hover { background: transparent; }
.an-grid input, .an-grid output { box-sizing: border-box; display: block; width: 6.2ch; min-width: 48px; height: 28px; line-height: 22px; padding: 2px 4px; text-align: right; font: 13px var(--jp-code-font-family, monospace); font-variant-numeric: tabular-nums; color: inherit; border: 1px solid var(--jp-border-color1, GrayText); border-bottom: 4px solid var(--an-colour, transparent); border-radius: 3px; background: var(--jp-layout-color0, Canvas); }
.an-grid output { border-color: transparent; border-bottom-color: var(--an-colour, transparent); background: transparent; cursor: default; overflow: hidden; }
.an-grid input { cursor: ew-resize; touch-action: pan-y; }
.an-grid input:focus { cursor: text; }
.an-lit > input, .an-lit > output { outline: 2px solid currentColor; outline-offset: -1px; font-weight: 700; }
.an-grid input[aria-invalid] { border: 2px dashed var(--jp-error-color1, #c62828); }
.an-alert { margin: 2px 0; min-height: 1.4em; font-weight: 600; }
.an-formula { margin: 0; min-height: 2.8em; font-family: var(--jp-code-font-family, monospace); overflow-wrap: anywhere; }
.an-note { margin: 0; }
.an-note code, .an-help code { background: transparent; color: inherit; padding: 0; }
.an-questions { display: flex; flex-direction: column; gap: 14px; margin-top: 12px; }
.an-question { display: flex; flex-direction: column; gap: 5px; border-top: 1px solid var(--jp-border-color2, GrayText); padding-top: 8px; }
.an-help p { margin: 2px 0; }
.an-sum { font-family: var(--jp-code-font-family, monospace); overflow-wrap: anywhere; }
.an-answer td { position: relative; }
.an-view .an-answer input { width: 8.5ch; padding-right: 17px; border-bottom: 1px solid var(--jp-border-color1, GrayText); cursor: text; touch-action: auto; }
.an-answer td[data-verdict=right] > input { border: 2px solid #2e7d32; }
.an-answer td[data-verdict=wrong] > input { border: 2px dotted #c62828; }
.an-answer td::after { position: absolute; right: 5px; top: 4px; font-weight: 700; pointer-events: none; }
.an-answer td[data-verdict=right]::after { content: "✓"; }
.an-answer td[data-verdict=wrong]::after { content: "✗"; }
.an-answer td[data-verdict=unreadable]::after { content: "?"; }
.an-tools label { display: inline-flex; gap: 6px; align-items: center; }
.an-chart { width: 100%; }
.an-plane { position: relative; touch-action: none; }
.an-handle { position: absolute; transform: translate(-50%, -50%); }
.an-view button.an-handle { min-width: 30px; padding: 1px 4px; border-radius: 14px; cursor: grab; touch-action: none; }
`;
