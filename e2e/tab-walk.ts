import type { Page } from "@playwright/test";

/** Where the Tab key is, after one press. */
interface Step {
  /** Place among the things that a person can act on, in the order of the document; -1 for something else. */
  place: number;
  /** Whether the focus has left the page at its end. */
  isOut: boolean;
  faults: string[];
}

/**
 * Goes through a page with the Tab key alone and tells what is wrong: what it never reaches, what can be pressed but
 * not focused, jumps against the order of the document, focus that does not show or is covered, and traps.
 */
export async function tabThrough(page: Page): Promise<{ faults: string[]; stops: number }> {
  await page.emulateMedia({ reducedMotion: "reduce" });
  const { count, faults } = await page.evaluate(prepare);
  let last = -1;
  let stops = 0;
  for (let press = 0; press < 2 * count + 10; press++) {
    await page.keyboard.press("Tab");
    const step: Step = await page.evaluate(look);
    faults.push(...step.faults);
    if (step.isOut) {
      return { faults: [...new Set([...faults, ...(await page.evaluate(missed))])], stops };
    }
    stops++;
    if (step.place !== -1) {
      if (step.place < last) {
        faults.push(
          `goes back from ${await nameOf(page, last)} to ${await nameOf(page, step.place)}`,
        );
      }
      last = step.place;
    }
  }
  return {
    faults: [...new Set([...faults, `no way out after ${await nameOf(page, last)}`])],
    stops,
  };
}

const nameOf = (page: Page, place: number) =>
  page.evaluate((at) => window.tabWalk.name(window.tabWalk.all[at]), place);

declare global {
  interface Window {
    tabWalk: {
      all: Element[];
      reached: Set<Element>;
      before: { element: Element; looked: string; presses: number } | null;
      name(element: Element | undefined): string;
      /** One tab stop for several things: the arrow keys go on from there. */
      composite(element: Element): unknown;
      looks(element: Element): string;
      isCovered(element: Element): boolean;
    };
  }
}

/** In the page: finds what can be acted on, and puts the focus before all of it. */
function prepare(): { count: number; faults: string[] } {
  const natural =
    "a[href], button, input:not([type=hidden]), select, textarea, summary, [contenteditable=true]";
  const roles = ["button", "link", "checkbox", "switch", "radio", "tab", "menuitem", "option"]
    .map((role) => `[role=${role}]`)
    .join(", ");
  const composites =
    "[role=grid], [role=treegrid], [role=menu], [role=menubar], [role=listbox], [role=tablist], [role=toolbar], [role=radiogroup]";
  const isShown = (element: Element) =>
    element.checkVisibility({ visibilityProperty: true }) &&
    element.getClientRects().length > 0 &&
    !element.closest("[inert]") &&
    !element.matches(":disabled");
  const name = (element: Element | undefined) =>
    element
      ? `${element.localName} “${(element.getAttribute("aria-label") ?? (element as HTMLInputElement).labels?.[0]?.textContent ?? element.textContent ?? "").trim().replace(/\s+/g, " ").slice(0, 40)}”`
      : "nothing";
  const composite = (element: Element) =>
    element instanceof HTMLInputElement && element.type === "radio"
      ? `${[...document.forms].indexOf(element.form as HTMLFormElement)} ${element.name}`
      : element.closest(composites);
  const shape = (style: CSSStyleDeclaration) =>
    [
      style.outlineStyle === "none" || style.outlineWidth === "0px"
        ? "none"
        : `${style.outlineWidth} ${style.outlineColor}`,
      style.boxShadow,
      style.borderColor,
      style.backgroundColor,
      style.textDecorationLine,
      style.clipPath,
    ].join();
  // The ring may be drawn by the label around a field that is hidden from the eye.
  const parts = (element: Element) => {
    const label = element.closest("label") ?? (element as HTMLInputElement).labels?.[0];
    return [element, ...(label ? [label, ...label.querySelectorAll("*")] : [])];
  };
  const looks = (element: Element) =>
    parts(element)
      .map((part) => shape(getComputedStyle(part)))
      .join("; ");
  const isCovered = (element: Element) => {
    const places = parts(element)
      .flatMap((part) => [...part.getClientRects()])
      // Of what is larger than the window, the part that is in it.
      .map(({ left, top, right, bottom }) => {
        const [x, y] = [Math.max(0, left), Math.max(0, top)];
        return new DOMRect(
          x,
          y,
          Math.min(innerWidth, right) - x,
          Math.min(innerHeight, bottom) - y,
        );
      })
      .filter((box) => box.width > 0 && box.height > 0);
    return !places.some((box) =>
      [0.1, 0.5, 0.9].some((across) =>
        [0.1, 0.5, 0.9].some((down) => {
          const top = document.elementFromPoint(
            box.left + box.width * across,
            box.top + box.height * down,
          );
          return top && parts(element).some((part) => part.contains(top) || top === part);
        }),
      ),
    );
  };
  // What folds a part of the page is looked into as well; menus lie over it, one at a time.
  for (const fold of document.querySelectorAll("details:not(:has(> .absolute), .tracker-fold)")) {
    fold.setAttribute("open", "");
  }
  const all = [...document.querySelectorAll(`${natural}, ${roles}, [tabindex]`)].filter(
    (element) =>
      isShown(element) &&
      (element.matches(natural) ||
        element.matches(roles) ||
        (element as HTMLElement).tabIndex >= 0 ||
        Boolean(element.closest(composites))),
  );
  window.tabWalk = { all, reached: new Set(), before: null, name, composite, looks, isCovered };
  const faults: string[] = [];
  for (const element of document.body.querySelectorAll<HTMLElement>("*")) {
    const props = Object.entries(element).find(([key]) => key.startsWith("__reactProps$"))?.[1];
    const isPressed = Boolean(element.onclick ?? (props as { onClick?: unknown })?.onClick);
    if (
      isPressed &&
      isShown(element) &&
      !element.closest(`${natural}, ${composites}, label, [tabindex="0"]`) &&
      !element.querySelector(`${natural}, [tabindex]`)
    ) {
      faults.push(`${name(element)} can be pressed, but not with the keyboard`);
    }
    if (element.tabIndex > 0) {
      faults.push(`${name(element)} pushes itself forward in the order`);
    }
  }
  // From here the next Tab goes to the very first stop.
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute("tabindex");
  window.scrollTo(0, 0);
  return { count: all.length, faults };
}

/** In the page: tells where the focus is, and whether the one before showed that it had it. */
function look(): Step {
  const { all, reached, name, looks, isCovered } = window.tabWalk;
  const faults: string[] = [];
  const { before } = window.tabWalk;
  const element = document.activeElement;
  if (before && before.element !== element && before.element.isConnected) {
    if (looks(before.element) === before.looked) {
      faults.push(`focus on ${name(before.element)} does not show`);
    }
  }
  if (element && before?.element === element) {
    // A date has several stops within; what keeps the focus for longer is a trap.
    before.presses++;
    const isHeld = before.presses > 8;
    return {
      place: -1,
      isOut: isHeld,
      faults: isHeld ? [`${name(element)} does not let go of the focus`] : [],
    };
  }
  const isOut = !element || element === document.body || reached.has(element);
  if (isOut) {
    return { place: -1, isOut, faults };
  }
  reached.add(element);
  window.tabWalk.before = { element, looked: looks(element), presses: 1 };
  if (isCovered(element)) {
    faults.push(`focus on ${name(element)} is covered or out of sight`);
  }
  return { place: all.indexOf(element), isOut, faults };
}

/** In the page: what was passed over, and is no part of something whose one stop was reached. */
function missed(): string[] {
  const { all, reached, composite, name } = window.tabWalk;
  const reachedComposites = new Set([...reached].map(composite).filter(Boolean));
  return all
    .filter(
      (element) =>
        element.isConnected && !reached.has(element) && !reachedComposites.has(composite(element)),
    )
    .map((element) => `${name(element)} is never reached`);
}
