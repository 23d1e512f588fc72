import type { FormServerAction } from "@/components/forms/use-action-form";
import type { AskedAgain } from "@/lib/asked-again";

/** What the forms about saved views send. */
export interface ViewActions {
  save: FormServerAction<AskedAgain | undefined>;
  overwrite: FormServerAction<void>;
  rename: FormServerAction<AskedAgain | undefined>;
  share: FormServerAction<void>;
  remove: FormServerAction<void>;
  open: FormServerAction<void>;
}
