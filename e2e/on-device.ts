import type { Page } from "@playwright/test";

/** What lies in the browser's databases, as somebody who took the phone would find it. */
export const onDevice = (page: Page) =>
  page.evaluate(async () => {
    const found: { text: string; extractable: boolean[] }[] = [];
    for (const { name } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve) => {
        const request = indexedDB.open(name ?? "");
        request.onsuccess = () => resolve(request.result);
      });
      for (const store of database.objectStoreNames) {
        const rows = await new Promise<Record<string, unknown>[]>((resolve) => {
          const request = database.transaction(store).objectStore(store).getAll();
          request.onsuccess = () => resolve(request.result);
        });
        for (const row of rows) {
          const values = Object.values(row);
          found.push({
            text: values
              .map((value) =>
                value instanceof ArrayBuffer || ArrayBuffer.isView(value)
                  ? new TextDecoder().decode(value)
                  : String(value),
              )
              .join(" "),
            extractable: values.flatMap((value) =>
              value instanceof CryptoKey ? [value.extractable] : [],
            ),
          });
        }
      }
      database.close();
    }
    return found;
  });
