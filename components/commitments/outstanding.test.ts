import { expect, it } from "vitest";
import { saveStatus } from "@/components/ui/save-status";
import { begin, end, onWaiting, setAway } from "./outstanding";

it("counts what waits for the network, whatever it is spread over, and calls nothing saved before all is", () => {
  const heard: number[] = [];
  const stop = onWaiting((waiting) => heard.push(waiting));
  begin(1);
  expect(saveStatus()).toEqual({ state: "sending" });
  setAway(true);
  begin(1);
  begin(3);
  expect(saveStatus()).toEqual({ state: "device", waiting: 5 });
  end(1, "saved");
  expect(saveStatus()).toEqual({ state: "device", waiting: 4 });
  setAway(false);
  expect(saveStatus()).toEqual({ state: "sending" });
  end(3, "failed");
  end(1, "saved");
  expect(saveStatus()).toEqual({ state: "failed" });
  begin(1);
  end(1, "saved");
  expect(saveStatus().state).toBe("saved");
  expect(heard).toEqual([1, 2, 5, 4]);
  stop();
});
