"use client";

import { Button } from "@/components/ui/button";

/** Opens the browser's own print dialogue. Absent where scripts are off: the browser's menu prints as well. */
export function PrintButton({ label }: { label: string }) {
  return (
    <Button look="primary" onClick={() => window.print()} className="scripts-off:hidden">
      {label}
    </Button>
  );
}
