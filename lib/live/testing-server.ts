import { aServer } from "./testing";

/* The shared texts in a process of their own, which a test can kill. `PORT` says where. */
await aServer({}, Number(process.env.PORT));
process.send?.("ready");
