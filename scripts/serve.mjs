// A static host, as plain as there is one, for the tests and benchmarks of the site.
import { createReadStream, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";

const TYPES = /** @type {Record<string, string>} */ ({
  ...{ ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript" },
  ".svg": "image/svg+xml",
});

/**
 * Serves a folder on a port of its own.
 *
 * @param {string} folder
 * @returns {Promise<{ url: string, stop: () => void }>}
 */
export async function serve(folder) {
  const server = createServer(({ url = "/" }, response) => {
    const path = decodeURI(new URL(url, "http://host").pathname); // URL takes any .. out of it
    const file = join(folder, path.endsWith("/") ? `${path}index.html` : path);
    if (!statSync(file, { throwIfNoEntry: false })?.isFile()) return response.writeHead(404).end();
    response.writeHead(200, {
      "content-type": TYPES[extname(file)] ?? "application/octet-stream",
      "cache-control": "max-age=3600",
    });
    createReadStream(file).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  return { url: `http://127.0.0.1:${port}/`, stop: () => server.close() };
}
