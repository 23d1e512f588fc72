"use client";

import { useFormParts } from "@/components/forms/action-form";
import { FormCheck } from "@/components/forms/form-fields";

/** Says that the capacity is an office after all: only asked where it was taken for something else. */
export function CapacitySure({ label }: { label: string }) {
  const { fault, typed } = useFormParts();
  return fault("capacity") || typed("sureOfCapacity") ? (
    <FormCheck name="sureOfCapacity" label={label} />
  ) : null;
}
