// The data that stands in a page beside a picture.

/**
 * @param {Element} place
 * @returns {any} what the notebook's output says, which has no type of ours
 */
export function dataIn(place) {
  return JSON.parse(place.querySelector("script")?.textContent ?? "null");
}

/**
 * Calls f for each place, once, shortly before it comes into view. What has not come into view is printed as its picture.
 *
 * @param {Iterable<HTMLElement>} places
 * @param {(place: HTMLElement) => void} f
 */
export function whenNear(places, f) {
  const watch = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        watch.unobserve(target);
        f(/** @type {HTMLElement} */ (target));
      }
    },
    { rootMargin: "800px" },
  );
  for (const place of places) watch.observe(place);
}
