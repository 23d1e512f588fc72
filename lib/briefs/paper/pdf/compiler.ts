import "server-only";
import { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";
import { readFaces } from "./faces";
import { template } from "./template";

let kept: NodeCompiler | undefined;

/** The one compiler of a process; its fonts are read when the first paper is laid out. */
function compiler(): NodeCompiler {
  kept ??= NodeCompiler.create({
    fontArgs: [{ fontBlobs: readFaces() }],
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
