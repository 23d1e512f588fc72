import { parseArgs } from "node:util";
import { runCoediting } from "./coediting/run";
import { runDocuments } from "./documents/run";
import { runImport } from "./import/run";
import { runInteraction } from "./interaction/run";
import { runLive } from "./live/run";
import { runSupport } from "./support/run";
import { explain } from "./tracker/explain";
import { runTracker } from "./tracker/run";
import { readSizes } from "./tracker/sizes";
import { runWeight } from "./weight/run";

/*
 * `npm run bench -- tracker | live | weight | coediting | import | interaction | documents | support | explain`. Figures go to the output, one JSON line each; words to
 * the error stream. Nothing here passes or fails.
 *
 *   --sizes 10000,100000   numbers of commitments, for tracker and explain
 *   --data FOLDER          keeps the seeded databases there and uses them again (as long as seed and schema are the same)
 *   --only NAME            only figures whose names begin so
 *   --times N              how often each figure is measured (at least 60)
 *   --whole                explain: whole statements and plans
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sizes: { type: "string" },
    data: { type: "string" },
    only: { type: "string" },
    times: { type: "string" },
    whole: { type: "boolean" },
  },
});

const sizes = readSizes(values.sizes);
const shared = {
  ...(values.data && { folder: values.data }),
  ...(values.only && { only: values.only }),
};

switch (positionals[0]) {
  case "tracker":
    await runTracker({
      sizes,
      ...shared,
      ...(values.times && { times: Math.max(60, Number(values.times) || 60) }),
    });
    break;
  case "explain":
    await explain({ sizes, ...shared, isWhole: values.whole ?? false });
    break;
  case "live":
    await runLive();
    break;
  case "weight":
    await runWeight(shared);
    break;
  case "coediting":
    await runCoediting(shared);
    break;
  case "import":
    await runImport();
    break;
  case "interaction":
    await runInteraction(shared);
    break;
  case "documents":
    await runDocuments();
    break;
  case "support":
    await runSupport();
    break;
  default:
    console.error(
      "Say what: npm run bench -- tracker, live, weight, coediting, import, interaction, documents, support or explain.",
    );
    process.exitCode = 2;
}
process.exit();
