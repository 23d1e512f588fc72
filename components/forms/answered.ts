/**
 * Whether a field of a form says something else than the page came with. Asked once, when the scripts have arrived:
 * what somebody chose or typed before that raised no event that anybody heard.
 */
export function wasAnswered(form: HTMLFormElement): boolean {
  return [...form.elements].some((field) => {
    if (field instanceof HTMLSelectElement) {
      const options = [...field.options];
      const first = options.find((option) => option.defaultSelected) ?? options[0];
      return field.multiple
        ? options.some((option) => option.selected !== option.defaultSelected)
        : first !== undefined && !first.selected;
    }
    if (field instanceof HTMLInputElement) {
      return field.checked !== field.defaultChecked || field.value !== field.defaultValue;
    }
    return field instanceof HTMLTextAreaElement && field.value !== field.defaultValue;
  });
}
