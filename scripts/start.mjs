// `npm start`: sets up what is missing and opens JupyterLab on the lesson. This file has to parse on an old Node,
// so that it can say that the Node is old; all else is imported after that.
const major = Number(process.versions.node.split(".")[0]);

if (major < 20) {
  console.error(
    `Node.js ${process.versions.node} is too old, 20 or newer is needed. Install it from https://nodejs.org, then: npm start`,
  );
  process.exit(1);
}

Promise.all([import("./lab.mjs"), import("./setup/problem.mjs")]).then(([lab, problem]) =>
  problem.guard(() => lab.main(process.argv.slice(2))),
);
