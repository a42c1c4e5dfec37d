/** Policies by address, as the command line and trial plans name them. */
package org.pollex.policies.catalog;
