import { NotFoundWords } from "@/components/layout/not-found-words";

/** Inside the frame, so that the way on is one click. */
export default function NotFound() {
  return (
    <div className="flex max-w-xl flex-col items-start gap-4 py-12">
      <NotFoundWords />
    </div>
  );
}
