import { isSafeLink } from "@/lib/alerts/safe-link";
import type { Piece } from "./paper";

/** An address of the web, which runs from left to right in every paper. Only a safe one can be followed. */
export const addressOf = (address: string): Piece => ({
  text: address,
  language: "en",
  ...(isSafeLink(address) && { link: address }),
});
