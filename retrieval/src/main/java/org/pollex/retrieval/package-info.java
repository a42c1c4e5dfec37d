/**
 * Retrieval: which demonstration fits what the robot is told and sees, and where its object has
 * gone.
 *
 * <p>{@code language} turns an instruction into a key, {@code shape} a cloud into a descriptor,
 * {@code index} stores demonstrations under both and answers a query with ranked candidates or
 * "nothing suitable". {@code registration} then aligns a candidate's cloud with the live one;
 * {@code cloud} is what all of them speak.
 */
package org.pollex.retrieval;
