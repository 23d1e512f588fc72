import { expect, it } from "vitest";
import { writersOf } from "./writers";

const present = (membershipId: string, organisation: string) => ({
  membershipId,
  organisation,
  clientId: 1,
  section: null,
  isMe: false,
});

it("knows whoever is here before they are on record, and calls nobody by another name", () => {
  const here = [
    present("guest", "Partner A"),
    present("colleague", "Our own"),
    present("new colleague", "Our own"),
  ];
  const onRecord = { gone: { organisation: "Partner B", name: null } };
  expect(writersOf(onRecord, here, { colleague: "Person 1" }, "Our own")).toEqual({
    guest: { organisation: "Partner A", name: null },
    colleague: { organisation: "Our own", name: "Person 1" },
    gone: { organisation: "Partner B", name: null },
  });
});
