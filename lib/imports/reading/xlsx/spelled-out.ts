/** Signs that a workbook spells (`_x000D_`, and `_x005F_` before what only looks so), as those who wrote them saw them. */
export function spelledOut(text: string): string {
  return text
    .replace(/_x([0-9a-f]{4})_/gi, (_spelled, code) => {
      const sign = String.fromCharCode(Number.parseInt(code, 16));
      return /[\p{Cc}]/u.test(sign) && !/[\t\n\r]/.test(sign) ? "" : sign;
    })
    .toWellFormed();
}
