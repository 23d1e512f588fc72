import { wasAnswered } from "@/components/forms/answered";

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** A form's fields and what stands in each, ticks and choices too. */
type Values = ReadonlyMap<string, string>;

interface WrittenField {
  form: HTMLFormElement;
  key: string;
  words: string;
}

const isTicked = (field: Field) => ["checkbox", "radio"].includes(field.type);

const fieldsOf = (form: HTMLFormElement) =>
  [...form.elements].filter((field): field is Field =>
    field.matches("textarea, select, input:not([type=hidden], [type=submit])"),
  );

function valuesOf(form: HTMLFormElement): Values {
  return new Map(
    fieldsOf(form).map((field) => [
      isTicked(field) ? `${field.name}=${field.value}` : field.name,
      isTicked(field) ? String((field as HTMLInputElement).checked) : field.value,
    ]),
  );
}

/** How a form came with the page. */
function servedOf(form: HTMLFormElement): Values {
  return new Map(
    fieldsOf(form).map((field) => {
      if (field instanceof HTMLSelectElement) {
        const first = [...field.options].find(({ defaultSelected }) => defaultSelected);
        return [field.name, (first ?? field.options[0])?.value ?? ""];
      }
      return isTicked(field)
        ? [`${field.name}=${field.value}`, String((field as HTMLInputElement).defaultChecked)]
        : [field.name, field.defaultValue];
    }),
  );
}

const asksOnly = (form: HTMLFormElement) => form.getAttribute("method")?.toLowerCase() === "get";

/**
 * The forms of a page in which somebody is writing: told by what stood in each when it was first touched, so that one
 * that was sent or set back is not among them. Forms that only ask for another view count as none.
 */
export class WrittenForms {
  readonly #before = new Map<HTMLFormElement, Values>();

  /** What was typed before the scripts arrived raised no event: it is told by how each form came with the page. */
  start(): void {
    for (const form of document.forms) {
      if (!asksOnly(form) && wasAnswered(form)) {
        this.#before.set(form, servedOf(form));
      }
    }
    this.touch(document.activeElement);
  }

  /** Remembers how the form around an element stood before it is written in. */
  touch(target: EventTarget | null): void {
    const form = (target as Element | null)?.closest?.("form");
    if (form && !asksOnly(form) && !this.#before.has(form)) {
      this.#before.set(form, valuesOf(form));
    }
  }

  forget(): void {
    this.#before.clear();
  }

  get isAny(): boolean {
    return [...this.#before].some(
      ([form, before]) =>
        form.isConnected &&
        [...valuesOf(form)].some(([key, value]) => value !== (before.get(key) ?? "")),
    );
  }

  /** Words that were written, field by field. */
  words(): WrittenField[] {
    return [...this.#before].flatMap(([form, before]) =>
      fieldsOf(form)
        .filter((field) => !isTicked(field) && field.tagName !== "SELECT")
        .filter(({ name, value }) => value.trim() && value !== (before.get(name) ?? ""))
        .map(({ name, value }) => ({ form, key: name, words: value })),
    );
  }
}

/** Those of the words that no longer stand where they were written. */
export const lostOf = (written: readonly WrittenField[]): string[] =>
  written
    .filter(({ form, key, words }) => !form.isConnected || valuesOf(form).get(key) !== words)
    .map(({ words }) => words);
