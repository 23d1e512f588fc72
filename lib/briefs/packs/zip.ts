import "server-only";
import { Zip, ZipPassThrough } from "fflate";
import type { Actor } from "@/lib/auth/actor";
import { takeBrief } from "../written/queries";
import type { PackMission } from "./pack";

/**
 * The PDFs of a pack in one file, each taken out as it is asked for: the database looks at each again, and notes it with
 * its cases. A name in it tells the place in the pack and the code of the State, and `leftOut` says which are not in it.
 */
export function zipOfPack(
  actor: Actor,
  missions: readonly PackMission[],
  leftOut: { name: string; text: (places: string) => string },
): ReadableStream<Uint8Array> {
  const waiting = missions.filter(({ briefId }) => briefId !== null);
  const missing: string[] = [];
  const digits = String(missions.length).length;
  let zip: Zip;
  const add = (name: string, file: Uint8Array) => {
    // PDFs are packed already.
    const entry = new ZipPassThrough(name);
    zip.add(entry);
    entry.push(file, true);
  };
  return new ReadableStream<Uint8Array>({
    start(controller) {
      zip = new Zip((error, chunk, isLast) => {
        if (error) {
          controller.error(error);
          return;
        }
        controller.enqueue(chunk);
        if (isLast) {
          controller.close();
        }
      });
    },
    async pull() {
      // A step must bring something, or no other is asked for.
      for (let next = waiting.shift(); next?.briefId; next = waiting.shift()) {
        const place = String(next.place).padStart(digits, "0");
        const file = await takeBrief(actor, next.briefId, "pdf");
        if (file) {
          add(`${place}-${next.stateCode.toLowerCase()}.pdf`, file);
          return;
        }
        missing.push(place);
      }
      if (missing.length > 0) {
        add(leftOut.name, new TextEncoder().encode(leftOut.text(missing.join(", "))));
      }
      zip.end();
    },
  });
}
