import "server-only";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";
import { template } from "./template";

const faces = [
  "source-serif-4/400Regular/SourceSerif4_400Regular.ttf",
  "source-serif-4/400Regular_Italic/SourceSerif4_400Regular_Italic.ttf",
  "source-serif-4/600SemiBold/SourceSerif4_600SemiBold.ttf",
  "source-sans-3/400Regular/SourceSans3_400Regular.ttf",
  "source-sans-3/400Regular_Italic/SourceSans3_400Regular_Italic.ttf",
  "source-sans-3/600SemiBold/SourceSans3_600SemiBold.ttf",
  "ibm-plex-sans-arabic/400Regular/IBMPlexSansArabic_400Regular.ttf",
  "ibm-plex-sans-arabic/600SemiBold/IBMPlexSansArabic_600SemiBold.ttf",
  "noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf",
  "noto-sans-sc/600SemiBold/NotoSansSC_600SemiBold.ttf",
];

const fontFolder = () =>
  join(/* turbopackIgnore: true */ process.cwd(), "node_modules", "@expo-google-fonts");

let kept: NodeCompiler | undefined;

/** The one compiler of a process; its fonts are read when the first paper is laid out. */
function compiler(): NodeCompiler {
  kept ??= NodeCompiler.create({
    fontArgs: [{ fontBlobs: faces.map((face) => readFileSync(join(fontFolder(), face))) }],
  });
  return kept;
}

/** What Typst makes of the layout with these inputs. Words of the paper are not kept once `work` is over. */
export function withDocument<Made>(
  inputs: Record<string, string>,
  work: (
    document: NonNullable<ReturnType<NodeCompiler["compile"]>["result"]>,
    compiler: NodeCompiler,
  ) => Made,
  layout = template,
): Made {
  const typst = compiler();
  try {
    const compiled = typst.compile({ mainFileContent: layout, inputs });
    const document = compiled.result;
    if (!document) {
      // What went wrong may quote the paper, so it is neither kept nor logged.
      throw new Error("a paper could not be laid out");
    }
    return work(document, typst);
  } finally {
    typst.evictCache(0);
  }
}
