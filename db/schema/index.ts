export * from "./activity";
export * from "./cases";
export * from "./commitments";
export * from "./interventions";
export * from "./missions";
export * from "./people";
export * from "./reference";
export * from "./sessions";
