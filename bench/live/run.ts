import { aCommitment, aSession } from "@/db/testing/factories";
import { cookieName } from "@/lib/auth/cookie-names";
import { movesPath } from "@/lib/live/moves-server";
import { aWire, headersOf, until } from "@/lib/live/testing";
import { startWorld } from "../coediting/world";
import { percentile, printFigure, rounded } from "../figures";
import { Caller } from "../http";
import { startProduct } from "../tracker/product";
import { setStageRequest } from "../tracker/set-stage";

const colleagues = 100;
const changes = 200;
const warmUp = 20;
/** Between two changes, in milliseconds: somebody at the keyboard, not a machine. */
const pause = 100;

/**
 * Measures how soon a change reaches a hundred colleagues who have the tracker open: from the moment when one of them
 * sends it to the moment when each of the others hears of it, through the real program; and how soon the one who sent
 * it has the confirmation.
 */
export async function runLive(): Promise<void> {
  const world = await startWorld(colleagues + 1);
  const session = await aSession({ id: world.theCase.orgId, name: "" });
  const commitment = await aCommitment(world.theCase, session, { stateCode: "NOR" });
  const product = await startProduct(world.ownerUrl);
  const server = { port: product.port, origin: `http://localhost:${product.port}` };
  try {
    const [writer, ...readers] = world.members;
    const heard: number[] = [];
    const wires = readers.map(({ secret }) => aWire(server, headersOf(server, secret), movesPath));
    for (const wire of wires) {
      wire.addEventListener("message", ({ data }) => {
        if (String(data).includes(commitment)) {
          heard.push(performance.now());
        }
      });
    }
    await until(() => wires.every((wire) => wire.readyState === wire.OPEN), "the lines");
    const caller = new Caller(product.port, `${cookieName("session")}=${writer?.secret}`);
    const request = setStageRequest({ ownCommitment: commitment });
    const [told, confirmed]: [number[], number[]] = [[], []];
    for (let n = 0; n < warmUp + changes; n += 1) {
      heard.length = 0;
      const sent = performance.now();
      const answer = await caller.call(request.call());
      const fault = request.faultOf(answer);
      if (fault) {
        throw new Error(`A change was not taken: ${fault}`);
      }
      await until(() => heard.length >= readers.length, "everybody to hear");
      if (n >= warmUp) {
        told.push(...heard.map((at) => at - sent));
        confirmed.push(answer.ms);
      }
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
    for (const [name, samples] of [
      ["heard", told],
      ["confirmed", confirmed],
    ] as const) {
      printFigure({
        suite: "live",
        name,
        rows: null,
        n: samples.length,
        p50: rounded(percentile(samples, 0.5)),
        p95: rounded(percentile(samples, 0.95)),
        unit: "ms",
        against: null,
        ratio: null,
        colleagues,
      });
    }
    for (const wire of wires) {
      wire.close();
    }
  } finally {
    await product.stop();
    await world.stop();
  }
}
