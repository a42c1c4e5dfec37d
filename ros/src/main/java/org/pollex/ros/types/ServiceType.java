package org.pollex.ros.types;

/**
 * A service: one answer to one request.
 *
 * @param name in full: {@code std_srvs/srv/SetBool}
 * @param hash {@code RIHS01_…}
 * @param request what is asked
 * @param response what is answered
 */
public record ServiceType(String name, String hash, TopicType request, TopicType response) {}
