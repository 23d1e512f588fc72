import { expect, it } from "vitest";
import { ownPath } from "./own-path";

const origin = "https://plenary.example.org";

it.each([
  ["/", "/"],
  ["/cases/abc?tab=people#top", "/cases/abc?tab=people#top"],
  [origin, "/"],
  [`${origin}/cases`, "/cases"],
])("goes on to %s", (target, path) => {
  expect(ownPath(target, origin)).toBe(path);
});

it.each([
  "//evil.example",
  "///evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "/\t/evil.example",
  "/.//evil.example",
  "https://evil.example",
  "https://plenary.example.org.evil.example/",
  "https://plenary.example.org@evil.example/",
  "http://plenary.example.org/",
  "javascript:alert(1)",
  "data:text/html,x",
  "cases",
  "",
])("never goes on to %j", (target) => {
  expect(ownPath(target, origin)).toBeNull();
});
