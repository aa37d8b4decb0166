import { CircleAlert, Info, TriangleAlert } from "lucide-react";

/** How bad a finding is, as a shape. */
export const severityIcons = { error: CircleAlert, warning: TriangleAlert, info: Info };
