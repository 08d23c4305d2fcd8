package org.yett.gateway.credentials;

import java.io.IOException;

/** Gets what a URI names: revocation lists, and answers about certificates. */
public interface Fetcher {

  /** Gets nothing. */
  Fetcher NONE =
      new Fetcher() {
        @Override
        public byte[] get(String uri) throws IOException {
          throw new IOException("nothing is fetched here");
        }

        @Override
        public byte[] post(String uri, String type, byte[] body) throws IOException {
          throw new IOException("nothing is fetched here");
        }
      };

  /** What is there. */
  byte[] get(String uri) throws IOException;

  /** What is there, if it has no more than so many octets. */
  default byte[] get(String uri, int most) throws IOException {
    byte[] found = get(uri);
    if (found.length > most) {
      throw new IOException("more than " + most + " octets");
    }
    return found;
  }

  /** The answer to a request. */
  byte[] post(String uri, String type, byte[] body) throws IOException;
}
