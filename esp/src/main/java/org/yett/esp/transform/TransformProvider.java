package org.yett.esp.transform;

/** Makes transforms; the seam for other crypto providers than {@link JcaTransforms}. */
public interface TransformProvider {
  /**
   * @param esn whether the upper half of the sequence number takes part in the ICV
   * @param ivs asked by suites whose IV must be unpredictable
   */
  Sealer sealer(EspKeys keys, boolean esn, IvSource ivs);

  /**
   * @param esn whether the upper half of the sequence number takes part in the ICV
   */
  Opener opener(EspKeys keys, boolean esn);
}
