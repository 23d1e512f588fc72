import { Sources } from "@/components/ui/sources";

/** A number or an address as it was written down; an address that is a page can be followed. */
export function Contact({ at }: { at: string }) {
  return /^https?:\/\//.test(at) ? (
    <Sources of={[at]} label={at} />
  ) : (
    <bdi data-written="" className="select-all">
      {at}
    </bdi>
  );
}
