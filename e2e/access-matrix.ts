/**
 * Who may come in where. Every page, route and action that the build publishes must stand here: access.spec.ts reads
 * the build and compares. A new one without a line is a red test, not a hole.
 *
 * - `anybody`: no sign-in needed, and nothing of anybody's is shown.
 * - `link`: whoever holds a secret link: an invitation's serves once, a public edition's while consent covers it.
 * - `member`: whoever is signed in with a confirmed membership; each sees only what row security gives.
 * - `writer`: members who are not readers. `administrator`: members who administer their organisation.
 * - `case reader` … `case lead`, `contributor`: by their standing towards the case in the address. `colleague`: readers
 *   of the case in its own organisation.
 * - `discusser`: the team of the case, and partners to whom it is shared for comments or more; no readers of those.
 * - `signatory`: whoever an organisation that was asked lets sign for it.
 * - `commitment reader`: whoever the commitment is open to. `conversation reader`: whoever reads all of its cases and
 *   what moved. `conversation author`: whoever logged it.
 * - `session reader`: shipped sessions, one's organisation's, and those of shared commitments. `session writer`: the
 *   writers of the organisation that made it.
 */
export type Rule =
  | "anybody"
  | "link"
  | "member"
  | "writer"
  | "administrator"
  | "case reader"
  | "colleague"
  | "case team"
  | "case editor"
  | "case lead"
  | "contributor"
  | "discusser"
  | "signatory"
  | "commitment reader"
  | "conversation reader"
  | "conversation author"
  | "session reader"
  | "session writer";

/** Pages and routes by their address, as Next names it. */
export const routes: Record<string, Rule> = {
  "/": "member",
  "/_global-error": "anybody",
  "/_not-found": "anybody",
  "/activity": "member",
  "/api/auth/[...nextauth]": "anybody",
  "/away": "anybody",
  "/cases": "member",
  "/cases/[caseId]": "case reader",
  "/cases/[caseId]/alerts": "case reader",
  "/cases/[caseId]/alerts/[alertId]": "case reader",
  "/cases/[caseId]/alerts/[alertId]/beside": "case reader",
  "/cases/[caseId]/alerts/[alertId]/editions": "case reader",
  "/cases/[caseId]/alerts/[alertId]/editions/[editionId]": "case reader",
  "/cases/[caseId]/alerts/[alertId]/editions/issue": "case editor",
  "/cases/[caseId]/alerts/[alertId]/history": "case reader",
  "/cases/[caseId]/alerts/[alertId]/review": "case reader",
  "/cases/[caseId]/alerts/[alertId]/sign": "case reader",
  "/cases/[caseId]/alerts/[alertId]/sign-on": "case reader",
  "/cases/[caseId]/alerts/[alertId]/translations": "case reader",
  "/cases/[caseId]/alerts/new": "case editor",
  "/cases/[caseId]/commitments": "case reader",
  "/cases/[caseId]/edit": "case editor",
  "/cases/[caseId]/people": "case reader",
  "/cases/[caseId]/people/[defenderId]/consent": "case editor",
  "/cases/[caseId]/people/withdrawals/[consentId]": "case team",
  "/cases/[caseId]/sharing": "colleague",
  "/cases/[caseId]/timeline": "case reader",
  "/cases/[caseId]/timeline/[eventId]": "case editor",
  "/cases/new": "writer",
  "/commitments": "member",
  "/commitments/[commitmentId]": "commitment reader",
  "/commitments/changes": "member",
  "/commitments/export": "member",
  "/commitments/history": "member",
  "/commitments/new": "member",
  "/commitments/news": "member",
  "/commitments/record": "member",
  "/commitments/rows": "member",
  "/editions/[token]": "link",
  "/editions/[token]/text": "link",
  "/editions/missing": "anybody",
  "/icon.svg": "anybody",
  "/corridor": "writer",
  "/corridor/notes": "writer",
  "/inbox": "member",
  "/inbox/[noticeId]": "member",
  "/inbox/unread": "member",
  "/invitations/[token]": "link",
  "/leave": "anybody",
  "/missing": "member",
  "/search": "member",
  "/sessions": "member",
  "/sessions/[sessionId]": "session reader",
  "/sessions/[sessionId]/calendar": "session reader",
  "/sessions/[sessionId]/edit": "session writer",
  "/sessions/new": "writer",
  "/set-up/[token]": "link",
  "/settings": "member",
  "/settings/members": "member",
  "/settings/notices": "member",
  "/settings/organisation": "member",
  "/settings/password": "member",
  "/settings/sign-ins": "member",
  "/sign-in": "anybody",
  "/sign-out": "anybody",
  "/states": "member",
  "/states/[stateKey]": "member",
  "/states/[stateKey]/conversations": "member",
  "/states/[stateKey]/conversations/[conversationId]": "conversation reader",
  "/states/[stateKey]/conversations/[conversationId]/edit": "conversation author",
  "/states/[stateKey]/conversations/new": "writer",
  "/welcome": "administrator",
};

/**
 * Actions by file and name. What they do to which rows is tried in lib/permissions.test.ts and lib/alerts/permissions.test.ts;
 * the messages of the socket, which is no route of Next's, in lib/live/messages.test.ts.
 */
export const actions: Record<string, Rule> = {
  "lib/alert-history/actions.ts#restoreVersion": "contributor",
  "lib/alert-history/actions.ts#takeNamesOut": "case lead",
  "lib/alert-review/actions.ts#approve": "discusser",
  "lib/alert-review/actions.ts#checkConsent": "case team",
  "lib/alert-review/actions.ts#saveVersion": "contributor",
  "lib/alert-review/actions.ts#sendBack": "contributor",
  "lib/alert-review/actions.ts#sendForReview": "contributor",
  "lib/alert-review/actions.ts#startConsentCheck": "contributor",
  "lib/alert-talk/actions.ts#comment": "discusser",
  "lib/alert-talk/actions.ts#openThread": "discusser",
  "lib/alert-talk/actions.ts#settleThread": "discusser",
  "lib/alerts/actions.ts#addLanguage": "contributor",
  "lib/alerts/actions.ts#closeAlert": "case editor",
  "lib/alerts/actions.ts#sealPassage": "case editor",
  "lib/alerts/actions.ts#setDetails": "case editor",
  "lib/alerts/actions.ts#setSectionStatus": "contributor",
  "lib/alerts/actions.ts#setTextState": "contributor",
  "lib/alerts/actions.ts#startAlert": "case editor",
  "lib/alerts/actions.ts#withdrawAlert": "case editor",
  "lib/auth/actions.ts#signOutElsewhere": "member",
  "lib/auth/actions.ts#signOutThere": "member",
  "lib/cases/actions.ts#changeCase": "case editor",
  "lib/cases/actions.ts#correctCaseEvent": "case editor",
  "lib/cases/actions.ts#openCase": "writer",
  "lib/cases/actions.ts#recordCaseEvent": "case editor",
  "lib/cases/actions.ts#setSecurityLevel": "case editor",
  "lib/cases/actions.ts#setStatus": "case editor",
  "lib/cases/actions.ts#setVisibility": "case lead",
  "lib/commitments/actions.ts#changeCommitment": "contributor",
  "lib/commitments/actions.ts#changeCommitmentForm": "contributor",
  "lib/commitments/actions.ts#openCommitments": "contributor",
  "lib/commitments/actions.ts#setCell": "contributor",
  "lib/commitments/actions.ts#undoChange": "contributor",
  "lib/consents/actions.ts#recordConsent": "case editor",
  "lib/consents/actions.ts#withdrawConsent": "case team",
  "lib/conversations/actions.ts#correctConversation": "conversation author",
  "lib/conversations/actions.ts#finishNextStep": "writer",
  "lib/conversations/actions.ts#logConversation": "writer",
  "lib/conversations/actions.ts#takeBackConversation": "conversation author",
  "lib/corridor/actions.ts#keepNote": "writer",
  "lib/corridor/actions.ts#keepQueuedNote": "writer",
  "lib/corridor/actions.ts#undoNote": "writer",
  "lib/defenders/actions.ts#addDefender": "case editor",
  "lib/defenders/actions.ts#labelDefender": "case editor",
  "lib/defenders/actions.ts#readIdentity": "case team",
  "lib/defenders/actions.ts#relabelDefender": "case editor",
  "lib/defenders/actions.ts#sealIdentity": "case editor",
  "lib/editions/actions.ts#handOutEdition": "contributor",
  "lib/editions/actions.ts#issueEdition": "case editor",
  "lib/example/actions.ts#loadExample": "administrator",
  "lib/example/actions.ts#removeExample": "administrator",
  "lib/interventions/actions.ts#addEvidence": "contributor",
  "lib/interventions/actions.ts#recordIntervention": "contributor",
  "lib/invitations/actions.ts#joinAsKnownPerson": "link",
  "lib/invitations/actions.ts#joinAsMyself": "link",
  "lib/invitations/actions.ts#joinAsNewPerson": "link",
  "lib/missions/actions.ts#endCaution": "writer",
  "lib/missions/actions.ts#hideContact": "writer",
  "lib/missions/actions.ts#noteCaution": "writer",
  "lib/missions/actions.ts#noteContact": "writer",
  "lib/missions/actions.ts#removeContact": "writer",
  "lib/missions/actions.ts#shareContact": "writer",
  "lib/notices/actions.ts#keepHearings": "member",
  "lib/notices/actions.ts#settleAll": "member",
  "lib/notices/actions.ts#settleNotice": "member",
  "lib/organisations/actions.ts#changeRole": "administrator",
  "lib/organisations/actions.ts#confirmMember": "administrator",
  "lib/organisations/actions.ts#giveAuthority": "administrator",
  "lib/organisations/actions.ts#invite": "administrator",
  "lib/organisations/actions.ts#leaveOrganisation": "member",
  "lib/organisations/actions.ts#renameOrganisation": "administrator",
  "lib/organisations/actions.ts#suspendMember": "administrator",
  "lib/organisations/actions.ts#switchOrganisation": "member",
  "lib/organisations/actions.ts#takeBackInvitation": "administrator",
  "lib/people/actions.ts#changePassword": "member",
  "lib/people/actions.ts#keepPreferences": "member",
  "lib/sessions/actions.ts#keepSession": "writer",
  "lib/set-up/actions.ts#setUp": "link",
  "lib/shares/actions.ts#endShare": "case lead",
  "lib/shares/actions.ts#shareCase": "case lead",
  "lib/sign-on/actions.ts#askToSign": "case editor",
  "lib/sign-on/actions.ts#endorse": "signatory",
  "lib/sign-on/actions.ts#extendDeadline": "case editor",
  "lib/sign-on/actions.ts#newVersionForSignOn": "case editor",
  "lib/sign-on/actions.ts#nudge": "case editor",
  "lib/sign-on/actions.ts#nudgeAll": "case editor",
  "lib/sign-on/actions.ts#openForSignOn": "case editor",
  "lib/sign-on/actions.ts#revokeRequest": "case editor",
  "lib/teams/actions.ts#addToTeam": "case lead",
  "lib/teams/actions.ts#changeTeamRole": "case lead",
  "lib/teams/actions.ts#removeFromTeam": "case lead",
  "lib/translations/actions.ts#markTranslated": "contributor",
};
