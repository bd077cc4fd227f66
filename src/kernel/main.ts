// `node dist/kernel/main.js --config-path <connection file>`: the kernel as Jupyter starts it.
import { readFileSync } from "node:fs";
import { cellsArguments } from "./image";
import { Server } from "./server";
import { type Connection, Sockets } from "./sockets";

/** The version in a package's own package.json. */
function versionOf(name: string): string {
  return JSON.parse(readFileSync(require.resolve(`${name}/package.json`), "utf8")).version;
}

async function main(): Promise<void> {
  const at = process.argv.indexOf("--config-path");
  const file = at < 0 ? undefined : process.argv[at + 1];
  if (!file) {
    console.error("This is a kernel, which Jupyter starts. To open the lesson: npm start");
    process.exit(2);
  }
  const connection: Connection = JSON.parse(readFileSync(file, "utf8"));
  const versions = {
    implementation: versionOf("tslab"),
    typescript: versionOf("@tslab/typescript-for-tslab"),
  };
  const connect = () => new Sockets(connection);
  const server = new Server(connect, versions, cellsArguments(), () => process.exit());
  process.on("SIGINT", () => server.interrupt());
  for (const signal of ["SIGTERM", "SIGHUP"] as const)
    process.on(signal, () => void server.close());
  endWithParent(() => void server.close());
  await server.open();
}

/** Jupyter says by a variable that it started this process: when it is gone, so is the need for a kernel. */
function endWithParent(end: () => void): void {
  const parent = process.ppid;
  if (!process.env.JPY_PARENT_PID || process.platform === "win32") return;
  setInterval(() => {
    if (process.ppid !== parent) end();
  }, 1000).unref();
}

void main();
