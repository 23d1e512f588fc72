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
  serverExternalPackages: ["postgres", "@node-rs/argon2", "nodemailer", "yjs"],
  devIndicators: false,
};

export default createNextIntlPlugin("./lib/i18n/request.ts")(config);
