// In the place of what tells how the editor is used: nothing is told.
export class AppInsightsCore {}
