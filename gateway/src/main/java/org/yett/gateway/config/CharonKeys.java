package org.yett.gateway.config;

import java.util.List;

/**
 * Keys of {@code strongswan.conf}'s section {@code charon} that tune strongSwan's own program and
 * mean nothing here.
 */
final class CharonKeys {

  static final List<String> TUNING =
      List.of(
          "accept_private_algs",
          "accept_unencrypted_mainmode_messages",
          "cache_crls",
          "cert_cache",
          "check_current_path",
          "cisco_flexvpn",
          "cisco_unity",
          "close_ike_on_child_failure",
          "delete_rekeyed",
          "delete_rekeyed_delay",
          "dh_exponent_ansi_x9_42",
          "dlopen_use_rtld_now",
          "dns1",
          "dns2",
          "flush_auth_cfg",
          "force_eap_only_authentication",
          "i_dont_care_about_security_and_use_aggressive_mode_psk",
          "ignore_acquire_ts",
          "ignore_routing_tables",
          "ikesa_table_segments",
          "ikesa_table_size",
          "inactivity_close_ike",
          "init_limit_job_load",
          "install_routes",
          "install_virtual_ip",
          "install_virtual_ip_on",
          "integrity_test",
          "keep_alive_dpd_margin",
          "load",
          "load_modular",
          "make_before_break",
          "max_ikev1_exchanges",
          "max_packet",
          "multiple_authentication",
          "nbns1",
          "nbns2",
          "ocsp_nonce_len",
          "prefer_best_path",
          "prefer_configured_proposals",
          "prefer_temporary_addrs",
          "process_route",
          "rdn_matching",
          "receive_delay",
          "receive_delay_request",
          "receive_delay_response",
          "receive_delay_type",
          "reject_trusted_end_entity",
          "reqid_base",
          "retry_initiate_interval",
          "reuse_ikesa",
          "routing_table",
          "routing_table_prio",
          "rsa_pss",
          "rsa_pss_trailerfield",
          "send_delay",
          "send_delay_request",
          "send_delay_response",
          "send_delay_type",
          "send_vendor_id",
          "signature_authentication",
          "signature_authentication_constraints",
          "spi_label",
          "spi_mask",
          "spi_max",
          "spi_min",
          "threads");

  static final List<List<String>> TUNING_SECTIONS =
      List.of(
          List.of("crypto_test"),
          List.of("filelog", "*"),
          List.of("host_resolver"),
          List.of("leak_detective"),
          List.of("plugins", "*"),
          List.of("plugins", "*", "*"),
          List.of("processor", "priority_threads"),
          List.of("start-scripts"),
          List.of("stop-scripts"),
          List.of("syslog"),
          List.of("syslog", "*"),
          List.of("tls"),
          List.of("x509"));

  private CharonKeys() {}
}
