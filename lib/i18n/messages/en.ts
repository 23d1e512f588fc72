// One line per namespace, explicit: the bundler sees every file and a missing key is a type error.
import common from "./en/common.json";
import dates from "./en/dates.json";
import errors from "./en/errors.json";
import forms from "./en/forms.json";
import navigation from "./en/navigation.json";
import stages from "./en/stages.json";

/** The complete English catalogue; its type is the type of every other catalogue. */
const en = {
  common,
  dates,
  errors,
  forms,
  navigation,
  stages,
};

export default en;
