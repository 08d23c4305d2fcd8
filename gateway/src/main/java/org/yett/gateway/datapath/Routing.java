package org.yett.gateway.datapath;

import org.yett.ike.endpoint.ChildSa;

/** Leads the traffic of Child SAs to the device. Called from the endpoint's thread. */
public interface Routing extends AutoCloseable {

  /** Leads nothing anywhere: where whoever owns the device feeds it himself. */
  Routing NONE =
      new Routing() {
        @Override
        public void add(ChildSa childSa) {}

        @Override
        public void remove(ChildSa childSa) {}

        @Override
        public void close() {}
      };

  /** Leads the traffic of a Child SA to the device. */
  void add(ChildSa childSa);

  /** Undoes that, except for what other Child SAs need too. */
  void remove(ChildSa childSa);

  /** Undoes everything. */
  @Override
  void close();
}
