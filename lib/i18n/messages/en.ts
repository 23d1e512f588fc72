// One line per namespace, explicit: the bundler sees every file and a missing key is a type error.

import activity from "./en/activity.json";
import cases from "./en/cases.json";
import commitments from "./en/commitments.json";
import common from "./en/common.json";
import consent from "./en/consent.json";
import dates from "./en/dates.json";
import errors from "./en/errors.json";
import forms from "./en/forms.json";
import interventions from "./en/interventions.json";
import invitations from "./en/invitations.json";
import navigation from "./en/navigation.json";
import people from "./en/people.json";
import refusals from "./en/refusals.json";
import sessions from "./en/sessions.json";
import settings from "./en/settings.json";
import setUp from "./en/setUp.json";
import signIn from "./en/signIn.json";
import stages from "./en/stages.json";
import states from "./en/states.json";
import today from "./en/today.json";

/** The complete English catalogue; its type is the type of every other catalogue. */
const en = {
  today,
  states,
  sessions,
  activity,
  people,
  consent,
  cases,
  commitments,
  common,
  interventions,
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
