import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { StageGlyph, StageLegend, stages } from "@/components/commitments/stage-glyph";
import { buttonClasses } from "@/components/ui/button";
import { classes } from "@/components/ui/classes";
import type { Group, Tile } from "@/lib/insights/chart";

/** Every State as a square of the same size, in its regional group; each leads to what stands behind it. */
export function TileGrid({
  id,
  groups,
  addressOf,
  isAlone,
}: {
  id: string;
  /** On a page of its own the groups stand right below its title. */
  isAlone: boolean;
  groups: readonly { group: Group; tiles: readonly Tile[] }[];
  addressOf: (tile: Tile) => string;
}) {
  const t = useTranslations("insights");
  const stage = useTranslations("stages.label");
  const Heading = isAlone ? "h2" : "h3";
  const present = stages.filter((one) =>
    groups.some(({ tiles }) => tiles.some((tile) => tile.stage === one)),
  );
  return (
    <div className="relative">
      <a href={`#after-${id}`} className={`shown-on-focus ${buttonClasses({ size: "small" })}`}>
        {t("tile.skip")}
      </a>
      <div className="mb-4">
        <StageLegend shown={present} letters={false} />
      </div>
      <ul aria-label={t("tile.grid")} className="tiles flex flex-col gap-4">
        {groups.map(({ group, tiles }) => (
          <li key={group} className="tile-group">
            <Heading className="mb-1.5 text-ui">
              {t(`group.${group}`)}{" "}
              <span className="font-normal text-ink-muted tabular-nums">{tiles.length}</span>
            </Heading>
            <ul className="flex flex-wrap gap-1">
              {tiles.map((tile) => (
                <li key={tile.code}>
                  <Link
                    href={addressOf(tile) as Route}
                    prefetch={false}
                    data-stage={tile.stage}
                    title={t("tile.name", { state: tile.name, stage: stage(tile.stage) })}
                    className="stage flex size-10 flex-col items-center justify-center"
                  >
                    <span
                      aria-hidden="true"
                      className={classes(
                        "text-meta leading-4 font-semibold",
                        tile.stage === "not_approached" && "text-ink-muted",
                      )}
                    >
                      {tile.code}
                    </span>
                    <StageGlyph stage={tile.stage} className="size-4" />
                    <span className="sr-only">
                      {t("tile.name", { state: tile.name, stage: stage(tile.stage) })}
                    </span>
                  </Link>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
      <span id={`after-${id}`} tabIndex={-1} />
    </div>
  );
}
