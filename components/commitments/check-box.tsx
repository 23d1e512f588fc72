"use client";

import { useEffect, useRef } from "react";

/** For a box of a form that follows the address, by whichever way that changes, and keeps the focus. */
export function useFollowingBox(checked: boolean) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) {
      box.current.checked = checked;
    }
  }, [checked]);
  return box;
}

export function Check({
  name,
  value,
  label,
  checked,
}: {
  name: string;
  value: string;
  label: string;
  checked: boolean;
}) {
  return (
    <label className="flex min-h-8 items-center gap-2">
      <input
        ref={useFollowingBox(checked)}
        type="checkbox"
        name={name}
        value={value}
        defaultChecked={checked}
        className="size-[1.125rem] accent-accent"
      />
      {label}
    </label>
  );
}
