import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readCoverage } from "./coverage";

const serif = [
  "source-serif-4/400Regular/SourceSerif4_400Regular.ttf",
  "source-serif-4/400Regular_Italic/SourceSerif4_400Regular_Italic.ttf",
  "source-serif-4/600SemiBold/SourceSerif4_600SemiBold.ttf",
];
const sans = [
  "source-sans-3/400Regular/SourceSans3_400Regular.ttf",
  "source-sans-3/400Regular_Italic/SourceSans3_400Regular_Italic.ttf",
  "source-sans-3/600SemiBold/SourceSans3_600SemiBold.ttf",
];
/** Behind both of them; an italic of theirs is drawn upright. */
const behind = [
  [
    "ibm-plex-sans-arabic/400Regular/IBMPlexSansArabic_400Regular.ttf",
    "ibm-plex-sans-arabic/600SemiBold/IBMPlexSansArabic_600SemiBold.ttf",
  ],
  [
    "noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf",
    "noto-sans-sc/600SemiBold/NotoSansSC_600SemiBold.ttf",
  ],
];

const fontFolder = () =>
  join(/* turbopackIgnore: true */ process.cwd(), "node_modules", "@expo-google-fonts");

const readFace = (face: string): Buffer => readFileSync(join(fontFolder(), face));

/** The faces of all papers as files. */
export const readFaces = (): Buffer[] => [...serif, ...sans, ...behind.flat()].map(readFace);

let kept: ((sign: number) => boolean) | undefined;

/** Whether a sign can be drawn wherever it stands on a paper, in each of its looks. */
export function isDrawn(sign: number): boolean {
  if (!kept) {
    const inAll = (faces: readonly string[]) => {
      const each = faces.map((face) => readCoverage(readFace(face)));
      return (one: number) => each.every((has) => has(one));
    };
    const families = [serif, sans].map(inAll);
    const others = behind.map(inAll);
    kept = (one) => families.every((has) => has(one)) || others.some((has) => has(one));
  }
  return kept(sign);
}
