import type { Standing } from "../plan";

/** What stands of an ask that was put, and nothing besides. */
export const plainStanding: Standing = {
  version: 1,
  stage: "asked",
  isRaised: false,
  word: null,
  wordOn: null,
  askedOn: null,
  note: "",
  nextStep: "",
  dueOn: null,
  ownerId: null,
  stepGoneWith: [],
  heard: [],
};
