// One line per namespace, explicit: the bundler sees every file and a missing key is a type error.

import activity from "./en/activity.json";
import afterwards from "./en/afterwards.json";
import alerts from "./en/alerts.json";
import askNext from "./en/ask-next.json";
import briefs from "./en/briefs.json";
import calendar from "./en/calendar.json";
import cases from "./en/cases.json";
import checkIns from "./en/check-ins.json";
import coalition from "./en/coalition.json";
import commitments from "./en/commitments.json";
import common from "./en/common.json";
import consent from "./en/consent.json";
import conversations from "./en/conversations.json";
import corridor from "./en/corridor.json";
import dates from "./en/dates.json";
import editions from "./en/editions.json";
import errors from "./en/errors.json";
import forms from "./en/forms.json";
import guests from "./en/guests.json";
import history from "./en/history.json";
import imports from "./en/imports.json";
import insights from "./en/insights.json";
import interventions from "./en/interventions.json";
import invitations from "./en/invitations.json";
import navigation from "./en/navigation.json";
import notices from "./en/notices.json";
import packs from "./en/packs.json";
import papers from "./en/papers.json";
import people from "./en/people.json";
import refusals from "./en/refusals.json";
import room from "./en/room.json";
import sessions from "./en/sessions.json";
import settings from "./en/settings.json";
import setUp from "./en/setUp.json";
import signOn from "./en/sign-on.json";
import signIn from "./en/signIn.json";
import stages from "./en/stages.json";
import states from "./en/states.json";
import submissions from "./en/submissions.json";
import support from "./en/support.json";
import today from "./en/today.json";
import translations from "./en/translations.json";
import views from "./en/views.json";

/** The complete English catalogue; its type is the type of every other catalogue. */
const en = {
  insights,
  today,
  translations,
  views,
  states,
  submissions,
  support,
  checkIns,
  room,
  sessions,
  activity,
  afterwards,
  guests,
  alerts,
  askNext,
  briefs,
  packs,
  papers,
  people,
  consent,
  calendar,
  cases,
  coalition,
  commitments,
  common,
  conversations,
  corridor,
  imports,
  interventions,
  dates,
  editions,
  history,
  errors,
  forms,
  navigation,
  notices,
  stages,
  invitations,
  settings,
  setUp,
  signIn,
  signOn,
  refusals,
};

export default en;
