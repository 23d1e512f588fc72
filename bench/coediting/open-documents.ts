import { anEditor, type Editor, type as typeIn, until } from "@/lib/live/testing";
import { percentile, printFigure, rounded } from "../figures";
import type { Contestant } from "./contestant";
import type { World } from "./world";

const documents = 100;
const socketsEach = 10;
const mebibyte = 1_048_576;

/** A thousand sockets on a hundred texts: what one text costs in memory, and how many changes a second are stored. */
export async function measureOpenDocuments(
  contestant: Contestant,
  world: World,
  seconds: number,
): Promise<void> {
  const texts: string[] = [];
  while (texts.length < documents) {
    texts.push(await world.aText());
  }
  const before = await contestant.memory();
  const editors: Editor[] = [];
  for (const [n, textId] of texts.entries()) {
    const opened: Editor[] = [];
    for (let m = 0; m < socketsEach; m += 1) {
      const { secret } = world.members[(n + m * 10) % world.members.length] as World["members"][0];
      opened.push(anEditor(contestant, secret, textId));
    }
    await Promise.all(opened.map((editor) => editor.opened()));
    editors.push(...opened);
  }
  const after = await contestant.memory();
  const writers = editors.filter((_, n) => n % socketsEach === 0);
  const times: number[] = [];
  const end = performance.now() + seconds * 1_000;
  await Promise.all(
    writers.map(async (editor) => {
      await editor.kept();
      while (performance.now() < end) {
        const at = performance.now();
        typeIn(editor.shared, "happened", "x");
        await until(() => editor.provider.unsyncedChanges === 0, "a confirmation", 60_000);
        times.push(performance.now() - at);
      }
    }),
  );
  for (const editor of editors) {
    editor.destroy();
  }
  const shared = {
    suite: "coediting",
    name: "open-documents",
    rows: null,
    against: null,
    ratio: null,
    documents,
    sockets: editors.length,
  } as const;
  const perDocument = (after.rss - before.rss) / documents / mebibyte;
  printFigure({
    ...shared,
    n: documents,
    p50: rounded(perDocument),
    p95: rounded(perDocument),
    unit: "MiB per document",
    heap: rounded((after.heap - before.heap) / documents / mebibyte),
  });
  printFigure({
    ...shared,
    n: times.length,
    p50: rounded(percentile(times, 0.5)),
    p95: rounded(percentile(times, 0.95)),
    unit: "ms to a confirmation",
    editsPerSecond: rounded(times.length / seconds),
  });
}
