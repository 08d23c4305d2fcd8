package org.yett.ike.config;

import org.yett.ike.path.TransportAddress;

/**
 * Which part of all IKE SAs an endpoint owns. The low bits of our own SPIs (of IKE SAs and of Child
 * SAs) name the shard, so that a datagram finds its endpoint without a shared table; first requests
 * are spread by address and SPI.
 *
 * @param index this endpoint's shard, from 0
 * @param count shards in all, a power of two up to 256
 */
public record Shard(int index, int count) {

  /** The only shard. */
  public static final Shard ONLY = new Shard(0, 1);

  /** Checks the ranges. */
  public Shard {
    if (count < 1 || count > 256 || Integer.bitCount(count) != 1) {
      throw new IllegalArgumentException("shard count must be a power of two up to 256: " + count);
    }
    if (index < 0 || index >= count) {
      throw new IllegalArgumentException("shard index " + index + " of " + count);
    }
  }

  /** The shard that owns the SPI, which we ourselves have chosen. */
  public int ownerOf(long ownSpi) {
    return (int) (ownSpi & (count - 1));
  }

  /** The SPI with this shard's index in its low bits. */
  public long brand(long randomSpi) {
    return (randomSpi & ~(long) (count - 1)) | index;
  }

  /** The shard that answers a first IKE_SA_INIT request, in which we have no SPI yet. */
  public int ownerOfFirstRequest(TransportAddress remote, long initiatorSpi) {
    long mixed = initiatorSpi * 0x9e3779b97f4a7c15L + remote.ip().hashCode();
    mixed = (mixed ^ (mixed >>> 29)) * 0xbf58476d1ce4e5b9L;
    return (int) ((mixed >>> 40) & (count - 1));
  }
}
