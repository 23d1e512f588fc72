import type { CommitmentDetail, LastChange } from "@/lib/commitments/commitment";

/** A commitment as the server holds it now, and who made it so; null where it can't be read. */
export async function readStanding(
  id: string,
): Promise<{ row: CommitmentDetail; by: LastChange | null } | null> {
  try {
    const response = await fetch(`/commitments/history?${new URLSearchParams({ id })}`);
    if (!response.ok) {
      return null;
    }
    const { commitment, by } = await response.json();
    return { row: commitment, by };
  } catch {
    return null;
  }
}
