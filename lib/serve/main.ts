import { run } from "./run";

/** Entry of the running program: `main.ts demo` or `main.ts start`. */
await run(process.argv[2] === "demo" ? "demo" : "start");
