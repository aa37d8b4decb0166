import { z } from "zod";

// The application runs in the page here, under a policy that forbids the code that zod would make. Must come
// before the schemas, which look at this when they are built.
z.config({ jitless: true });
