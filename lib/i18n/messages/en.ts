// One line per namespace, explicit: the bundler sees every file and a missing key is a type error.
import common from "./en/common.json";
import dates from "./en/dates.json";
import errors from "./en/errors.json";
import forms from "./en/forms.json";
import invitations from "./en/invitations.json";
import navigation from "./en/navigation.json";
import refusals from "./en/refusals.json";
import settings from "./en/settings.json";
import setUp from "./en/setUp.json";
import signIn from "./en/signIn.json";
import stages from "./en/stages.json";

/** The complete English catalogue; its type is the type of every other catalogue. */
const en = {
  common,
  dates,
  errors,
  forms,
  navigation,
  stages,
  invitations,
  settings,
  setUp,
  signIn,
  refusals,
};

export default en;
