/**
 * What a request says of a person's situation and needs. Sealed as one, so that not even the lengths can be told apart:
 * whoever knows where somebody hides, or how they are reached, can find them.
 */
export interface SupportDetails {
  /** Code of the State in which they are now; empty where nobody said. */
  stateCode: string;
  place: string;
  situation: string;
  /** How they are reached without being overheard, and by whom alone. */
  channel: string;
  channelHolder: string;
  needs: string;
  /** In whole and hundredths, as typed with a point; empty where no money is asked for. */
  amount: string;
  /** ISO 4217. */
  currency: string;
  /** Codes of languages in which they can be answered. */
  languages: string[];
  otherLanguages: string;
  /** Who was asked before, and what they answered. */
  tried: string;
}

export const noDetails: SupportDetails = {
  stateCode: "",
  place: "",
  situation: "",
  channel: "",
  channelHolder: "",
  needs: "",
  amount: "",
  currency: "",
  languages: [],
  otherLanguages: "",
  tried: "",
};

export function parseDetails(text: string): SupportDetails {
  return { ...noDetails, ...(JSON.parse(text) as Partial<SupportDetails>) };
}
