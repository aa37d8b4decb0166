/** The account that the sandbox starts with. */
export const demoAccount = {
  id: "acct_demo",
  name: "Demo Customer",
  email: "demo@photonmark.example",
  password: "sandbox-demo",
} as const;
