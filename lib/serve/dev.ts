import { run } from "./run";

/** Entry of `npm run dev`: the same program with pages that change as they are written. */
await run("dev");
