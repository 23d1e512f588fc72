/** Under which key consent to tell a partner of the coalition stands, among that to tell support organisations. */
export const partnerKey = (orgId: string) => `partner:${orgId}`;
