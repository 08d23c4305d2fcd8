package org.yett.gateway.explain;

/** A value of a derivation, as every source calls it, in the order in which it comes about. */
enum Quantity {
  SHARED_SECRET("the shared secret of the key exchange", true),
  ADDITIONAL_SECRETS("the shared secrets of the additional key exchanges", true),
  NONCES("Ni | Nr", true),
  SPI_I("SPIi", true),
  SPI_R("SPIr", true),
  SK_P_INPUT("SK_p", true),
  PREVIOUS_INT_AUTH("IntAuth of the exchange before", true),
  INT_AUTH_DATA("the message that IntAuth covers (A | P)", true),
  ID("RestOfIDPayload", true),
  SIGNED_OCTETS("the signed octets", true),
  PRESHARED_KEY("the pre-shared key", true),
  SKEYSEED("SKEYSEED", false),
  SK_D("SK_d", false),
  SK_AI("SK_ai", false),
  SK_AR("SK_ar", false),
  SK_EI("SK_ei", false),
  SK_ER("SK_er", false),
  SK_PI("SK_pi", false),
  SK_PR("SK_pr", false),
  INT_AUTH("IntAuth", false),
  MACED_ID("MACedID", false),
  AUTH("AUTH", false),
  ENCR_I("ENCR_i", false),
  INTEG_I("INTEG_i", false),
  ENCR_R("ENCR_r", false),
  INTEG_R("INTEG_r", false);

  private final String text;
  private final boolean input;

  Quantity(String text, boolean input) {
    this.text = text;
    this.input = input;
  }

  /** What it is called in words. */
  String text() {
    return text;
  }

  /** Whether it goes into its derivation rather than coming out of it. */
  boolean isInput() {
    return input;
  }
}
