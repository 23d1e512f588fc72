import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

const config: NextConfig = {
  poweredByHeader: false,
  // lib/serve/pack-response.ts does it, also for what Next passes over.
  compress: false,
  reactCompiler: true,
  typedRoutes: true,
  agentRules: false,
  productionBrowserSourceMaps: false,
  images: { unoptimized: true },
  serverExternalPackages: [
    "postgres",
    "@node-rs/argon2",
    "nodemailer",
    "yjs",
    "@myriaddreamin/typst-ts-node-compiler",
  ],
  devIndicators: false,
  // A file of a chart stands beside the chart's page: /insights/tile-map and /insights/tile-map.svg.
  rewrites: async () =>
    ["csv", "svg", "xlsx"].map((as) => ({
      source: `/insights/:chart([a-z-]+).${as}`,
      destination: `/insights/:chart/${as}`,
    })),
  // A spreadsheet of 10 MB and the form around it; lib/serve/guard.ts says which address takes so much.
  experimental: { proxyClientMaxBodySize: "11mb" },
};

export default createNextIntlPlugin("./lib/i18n/request.ts")(config);
